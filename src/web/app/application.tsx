import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense } from "react";
import { I18nProvider, RouterProvider } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { ProblemBoundary } from "../components/problem-boundary.js";
import { Loading } from "../components/progress.js";
import { ToastRegion } from "../components/toast.js";
import { useMaybeMe } from "../data/me.js";
import { queryClient } from "../data/query-client.js";
import { Shell } from "./shell.js";
import { SignInPage } from "./sign-in/sign-in-page.js";

export const Application = () => {
  const { i18n } = useTranslation();
  const [, navigate] = useLocation();
  return (
    <QueryClientProvider client={queryClient}>
      <I18nProvider locale={i18n.language}>
        <RouterProvider navigate={(path) => navigate(path)}>
          <ProblemBoundary>
            <Suspense fallback={<Loading />}>
              <Door />
            </Suspense>
          </ProblemBoundary>
          <ToastRegion />
        </RouterProvider>
      </I18nProvider>
    </QueryClientProvider>
  );
};

/** The same address shows the page to whom is signed in and the way in to everyone else, so links survive signing in. */
const Door = () => (useMaybeMe() ? <Shell /> : <SignInPage />);
