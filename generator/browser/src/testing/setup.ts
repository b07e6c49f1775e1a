/** What pages load when they first need it is here before any test. */
import { plans, rateWarnings, rareRules } from "../law/later";
import { identifiers } from "../values";
import { amountWords } from "../values/formatters";

await Promise.all([identifiers, amountWords, plans, rateWarnings, rareRules].map((part) => part.bring()));
