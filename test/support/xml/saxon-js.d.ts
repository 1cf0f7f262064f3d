declare module "saxon-js" {
  interface TransformOptions {
    readonly stylesheetText: string;
    readonly sourceText: string;
    readonly destination: "serialized";
  }
  const SaxonJS: { transform(options: TransformOptions, execution: "sync"): { readonly principalResult: string } };
  export default SaxonJS;
}
