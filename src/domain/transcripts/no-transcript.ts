import { notFound } from "../../kernel/errors.js";

export const noTranscript = () => notFound("There is no transcript for this mobility.");
