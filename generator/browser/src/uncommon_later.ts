/** The way to what a plain claim does without. */
import { later } from "./later";

export const uncommon = later(() => import("./uncommon"));
