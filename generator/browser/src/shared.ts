/** What all letters share, read: the law's texts become numbers and days. */
import { BUNDLE_VERSION, type Shared, type SharedJson, refuseOtherVersion } from "./bundle";
import { readLaw } from "./law/dated_values";

export function readShared(json: SharedJson): Shared {
  refuseOtherVersion(json.version, BUNDLE_VERSION);
  return { ...json, law: readLaw(json.law) };
}
