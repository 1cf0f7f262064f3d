import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../styles/index.css";
import { Application } from "./application.js";
import { startTexts } from "./texts.js";

const root = document.getElementById("root");
if (!root) throw new TypeError("the page has no #root");
await startTexts();
createRoot(root).render(<StrictMode><Application /></StrictMode>);
