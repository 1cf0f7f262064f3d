/** The part of pdfmake that is used here; the package has no types of its own. */
declare module "pdfmake" {
  export type PdfContent = string | PdfNode | readonly PdfContent[];

  interface PdfNode {
    readonly text?: string | readonly PdfContent[];
    readonly stack?: readonly PdfContent[];
    readonly columns?: readonly PdfContent[];
    readonly table?: { readonly headerRows?: number; readonly dontBreakRows?: boolean; readonly keepWithHeaderRows?: number; readonly widths: readonly (string | number)[]; readonly body: readonly (readonly PdfContent[])[] };
    readonly layout?: string;
    readonly style?: string;
    readonly font?: string;
    readonly bold?: boolean;
    readonly pageBreak?: "before";
    readonly color?: string;
    readonly fontSize?: number;
    readonly alignment?: "left" | "right" | "center";
    readonly margin?: readonly [number, number, number, number];
    readonly width?: string | number;
    readonly columnGap?: number;
  }
  type PdfStyle = Omit<PdfNode, "text" | "stack" | "columns" | "table" | "style"> & { readonly lineHeight?: number };

  export interface PdfDefinition {
    readonly info: Readonly<Record<string, string | Date>>;
    readonly version: "1.7";
    readonly language: string;
    readonly pageSize: "A4";
    readonly pageMargins: readonly [number, number, number, number];
    readonly defaultStyle: PdfStyle;
    readonly styles: Readonly<Record<string, PdfStyle>>;
    readonly watermark?: { readonly text: string; readonly font?: string; readonly color: string; readonly opacity: number };
    readonly footer: (page: number, pages: number) => PdfContent;
    readonly content: readonly PdfContent[];
  }

  const pdfmake: {
    setFonts(fonts: Readonly<Record<string, { readonly normal: string; readonly bold: string }>>): void;
    setUrlAccessPolicy(allow: (url: string) => boolean): void;
    setLocalAccessPolicy(allow: (path: string) => boolean): void;
    createPdf(definition: PdfDefinition): { getBuffer(): Promise<Buffer> };
  };
  export default pdfmake;
}
