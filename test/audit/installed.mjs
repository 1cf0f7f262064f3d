import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { licenceOf } from "./licences.mjs";

/**
 * Every package that production needs, direct or not, as it lies in node_modules: what the lock file names and development alone does not.
 * Optional ones for other machines are not there and are left out; anything else that is missing or of another version is a problem.
 */
export const installedPackages = (root) => {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const direct = new Set(Object.keys(lock.packages[""].dependencies ?? {}));
  const problems = [];
  const packages = Object.entries(lock.packages).filter(([path, { dev }]) => path !== "" && !dev).flatMap(([path, { version, optional, devOptional }]) => {
    const file = join(root, path, "package.json");
    const name = path.replace(/^.*node_modules\//, "");
    if (!existsSync(file)) {
      if (!optional && !devOptional) problems.push(`${name} ${version} is not installed; run npm ci.`);
      return [];
    }
    const found = JSON.parse(readFileSync(file, "utf8"));
    if (found.version !== version) problems.push(`${name} is installed as ${found.version}, the lock file says ${version}; run npm ci.`);
    return [{ name, version: found.version, licence: licenceOf(found), direct: path === `node_modules/${name}` && direct.has(name) }];
  });
  return { packages: packages.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)), problems };
};
