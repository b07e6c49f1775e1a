/** Rules that a professional who has paid nothing never meets, loaded when a claim first needs them. */
import { later } from "../later";

export const plans = later(() => import("./instalments"));
export const rateWarnings = later(() => import("./rate_warnings"));
export const rareRules = later(() => import("./rare"));
export const localCalendars = later(() => import("./local_holidays"));
