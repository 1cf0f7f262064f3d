import { useTranslation } from "react-i18next";
import { ListEditor } from "../../../components/fields/list-editor.js";
import { TextField } from "../../../components/fields/text-field.js";
import type { Terms } from "../model.js";
import { withField } from "../../../data/with-field.js";
import type { ErrorOf } from "./checks.js";

interface PartyEditorProps {
  readonly terms: Terms;
  readonly errorOf: ErrorOf;
  readonly onChange: (terms: Terms) => void;
}

type PartyTerms = NonNullable<Terms["owner"]>;
type Contact = NonNullable<PartyTerms["contacts"]>[number];

/** What stands around the conditions: code, signature, contacts. None of it is part of what is approved. */
export const PartyEditor = ({ terms, errorOf, onChange }: PartyEditorProps) => {
  const { t } = useTranslation("agreements");
  const owner: PartyTerms = terms.owner ?? { contacts: [] };
  const set = (changed: PartyTerms): void => onChange({ ...terms, owner: changed });
  return (
    <section className="card" aria-labelledby="party">
      <h2 id="party">{t("editor.party")}</h2>
      <p className="description">{t("editor.party-help")}</p>
      <div className="fields">
        <TextField label={t("field.iiaCode.label")} description={t("field.iiaCode.help")} error={errorOf("owner.iiaCode")} value={owner.iiaCode ?? ""} onChange={(text) => set(withField(owner, "iiaCode", text))} />
        <TextField label={t("field.signingDate.label")} description={t("field.signingDate.help")} type="date" error={errorOf("owner.signingDate")} value={owner.signingDate ?? ""} onChange={(text) => set(withField(owner, "signingDate", text))} />
        <TextField label={t("field.signingContact.label")} description={t("field.signingContact.help")} error={errorOf("owner.signingContact.names")} value={owner.signingContact?.names[0]?.text ?? ""} onChange={(text) => set(withSigner(owner, text))} />
        <ContactList label={t("field.contacts.label")} help={t("field.contacts.help")} path="owner.contacts" contacts={owner.contacts ?? []} errorOf={errorOf} onChange={(contacts) => set({ ...owner, contacts })} />
      </div>
    </section>
  );
};

const withSigner = (party: PartyTerms, name: string): PartyTerms => withField(party, "signingContact", name === "" ? undefined : { ...party.signingContact, names: named(party.signingContact, name) });

/** The first name is the one that is shown; names in other languages stay. */
const named = (contact: Contact | undefined, text: string): Contact["names"] => [{ ...contact?.names[0], text }, ...(contact?.names.slice(1) ?? [])];

interface ContactListProps {
  readonly label: string;
  readonly help: string;
  readonly path: string;
  readonly contacts: readonly Contact[];
  readonly errorOf: ErrorOf;
  readonly onChange: (contacts: Contact[]) => void;
}

const ContactList = ({ label, help, path, contacts, errorOf, onChange }: ContactListProps) => {
  const { t } = useTranslation("agreements");
  return (
    <ListEditor label={label} description={help} add={t("field.contacts.add")} items={contacts} fresh={(): Contact => ({ names: [{ text: "" }] })} onChange={(all) => onChange([...all])}>
      {(contact, change, at) => (
        <>
          <TextField label={t("field.contacts.name")} value={contact.names[0]?.text ?? ""} error={errorOf(`${path}[${at}].names`)} onChange={(text) => change({ ...contact, names: named(contact, text) })} isRequired />
          <TextField label={t("field.contacts.email")} type="email" value={contact.emails?.[0] ?? ""} error={errorOf(`${path}[${at}].emails`)} onChange={(text) => change(withEmail(contact, text))} />
        </>
      )}
    </ListEditor>
  );
};

const withEmail = (contact: Contact, text: string): Contact => {
  const others = contact.emails?.slice(1) ?? [];
  const all = text === "" ? others : [text, ...others];
  return withField(contact, "emails", all.length === 0 ? undefined : all);
};
