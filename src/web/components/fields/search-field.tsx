import { useEffect, useState } from "react";
import { Button, Input, SearchField as AriaSearchField } from "react-aria-components";
import { type FieldWords, Frame } from "./frame.js";

interface SearchFieldProps extends FieldWords {
  readonly value: string;
  /** Told when the typing pauses. */
  readonly onChange: (value: string) => void;
  readonly placeholder: string;
}

const PAUSE_MS = 250;

export const SearchField = ({ value, onChange, placeholder, ...words }: SearchFieldProps) => {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return undefined;
    const pause = setTimeout(() => onChange(typed), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [typed]);
  return (
    <AriaSearchField className="field search" value={typed} onChange={setTyped} onSubmit={onChange}>
      <Frame {...words}>
        <div className="combo">
          <Input className="input" placeholder={placeholder} />
          {typed !== "" && <Button className="combo-button">✕</Button>}
        </div>
      </Frame>
    </AriaSearchField>
  );
};
