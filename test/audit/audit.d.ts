declare module "*/advisories.mjs" {
  export const readReport: (text: string, error: Error | undefined) => unknown;
}
declare module "*/installed.mjs" {
  export const installedPackages: (root: string) => { readonly packages: readonly { readonly name: string; readonly version: string; readonly licence: string; readonly direct: boolean }[]; readonly problems: readonly string[] };
}
declare module "*/licences.mjs" {
  export const isAllowed: (expression: string) => boolean;
  export const licenceOf: (stated: object) => string;
}
