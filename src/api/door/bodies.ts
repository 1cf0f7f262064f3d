import express, { type RequestHandler } from "express";

/** Largest bodies that are read, in bytes. */
export interface BodyLimits {
  readonly json: number;
  readonly pdf: number;
}

/** An agreement of 500 conditions with contacts stays far below the first; scanned agreements below the second. */
export const BODY_LIMITS: BodyLimits = { json: 4 * 1024 * 1024, pdf: 20 * 1024 * 1024 };

/** Readers of the three media types that the contract knows; others are left unread and refused by the validator. */
export const bodies = ({ json, pdf }: BodyLimits): RequestHandler[] => [
  express.json({ type: "application/json", limit: json, inflate: false }),
  express.raw({ type: ["application/pdf", "text/csv"], limit: pdf, inflate: false }),
];

/** Of `POST /oauth/token`. */
export const form: RequestHandler = express.urlencoded({ extended: false, limit: 8 * 1024, inflate: false });
