/** What pages load when they first need it is here before any test. */
import { localCalendars, plans, rareRules, rateWarnings } from "../law/later";
import { uncommon } from "../uncommon_later";
import { amountWords } from "../values/formatters";

await Promise.all([uncommon, amountWords, localCalendars, plans, rareRules, rateWarnings].map((part) => part.bring()));
