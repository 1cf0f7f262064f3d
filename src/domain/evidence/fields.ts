/**
 * The byte encoding of everything that evidence hashes: fields in a fixed order, each as `<bytes>:<text>,` where `<bytes>` is the length
 * of the text in UTF-8, written in decimal; an absent field is `~,`. No two lists of fields have the same encoding.
 */
export type Field = string | null;

export const encodeFields = (fields: readonly Field[]): string => {
  let text = "";
  for (const field of fields) text += field === null ? "~," : `${Buffer.byteLength(field)}:${field},`;
  return text;
};

/** The fields of an encoding; throws `RangeError` for anything that `encodeFields` does not write. */
export const decodeFields = (bytes: Buffer): Field[] => {
  const fields: Field[] = [];
  for (let at = 0; at < bytes.length; ) {
    const colon = bytes[at] === TILDE ? at : bytes.indexOf(COLON, at);
    const length = bytes[at] === TILDE ? 0 : lengthIn(bytes.toString("latin1", at, colon));
    const end = colon + 1 + length;
    if (colon < 0 || bytes[end] !== COMMA) throw notFields();
    fields.push(bytes[at] === TILDE ? null : bytes.toString("utf8", colon + 1, end));
    at = end + 1;
  }
  return fields;
};

const [TILDE, COLON, COMMA] = Buffer.from("~:,") as unknown as readonly [number, number, number];
const notFields = (): RangeError => new RangeError("these bytes are no list of fields");
const lengthIn = (digits: string): number => {
  if (!/^(0|[1-9]\d{0,9})$/.test(digits)) throw notFields();
  return Number(digits);
};
