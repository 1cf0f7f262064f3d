import type { LangText } from "../../kernel/lang-text.js";

/** What is particular about a fictional institution; descriptions.ts makes documents of it. */
export interface SampleInstitution {
  /** Under the top-level domain that is reserved for examples. */
  readonly heiId: string;
  readonly names: readonly LangText[];
  readonly abbreviation: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly locality: string;
  readonly street: string;
  readonly postalCode: string;
  /** E.164 without the last two digits. */
  readonly phone: string;
  /** In the southern hemisphere an academic year lies within one calendar year: `2027/2027`. */
  readonly hemisphere: "northern" | "southern";
  /** BCP 47 languages of instruction, the first one being the usual one. */
  readonly languages: readonly string[];
  readonly erasmusCode?: string;
  readonly units: readonly SampleUnit[];
}

export interface SampleUnit {
  readonly code: string;
  readonly names: readonly LangText[];
}

const names = (en: string, lang: string, own: string): readonly LangText[] => [{ text: en, lang: "en" }, { text: own, lang }];
const unit = (code: string, en: string, lang: string, own: string): SampleUnit => ({ code, names: names(en, lang, own) });

/** Node 1 is in Europe, node 2 in the Pacific; further ones alternate between continents and scripts. None of them exists. */
export const INSTITUTIONS: readonly SampleInstitution[] = [
  {
    heiId: "uni-lindenau.example", names: names("Lindenau University", "de", "Universität Lindenau"), abbreviation: "ULi", country: "DE",
    locality: "Lindenau an der Weiße", street: "Große Straße", postalCode: "01945", phone: "+4935700000", hemisphere: "northern", languages: ["de", "en"], erasmusCode: "D  LINDENA01",
    units: [unit("INF", "Faculty of Computer Science", "de", "Fakultät für Informatik"), unit("GEO", "Institute of Geography", "de", "Institut für Geographie"), unit("INT", "International Office", "de", "Akademisches Auslandsamt")],
  },
  {
    heiId: "tuawhenua.example", names: names("University of Tuawhenua", "mi", "Te Whare Wānanga o Tuawhenua"), abbreviation: "UoT", country: "NZ",
    locality: "Tuawhenua", street: "Harbour Terrace", postalCode: "0999", phone: "+6490000000", hemisphere: "southern", languages: ["en", "mi"],
    units: [unit("SCI", "School of Science", "mi", "Te Kura Pūtaiao"), unit("ENV", "School of Environment", "mi", "Te Kura Taiao"), unit("INT", "Global Engagement", "mi", "Te Tari Tāwāhi")],
  },
  {
    heiId: "thalassa.example", names: names("Thalassa University", "el", "Πανεπιστήμιο Θάλασσας"), abbreviation: "ΠΘ", country: "GR",
    locality: "Θάλασσα", street: "Οδός Ακτής", postalCode: "999 99", phone: "+3020000000", hemisphere: "northern", languages: ["el", "en"], erasmusCode: "G  THALASS01",
    units: [unit("NAV", "Department of Naval Studies", "el", "Τμήμα Ναυτιλιακών Σπουδών"), unit("INT", "International Relations", "el", "Διεθνείς Σχέσεις")],
  },
  {
    heiId: "kawabe.example", names: names("Kawabe University", "ja", "川辺大学"), abbreviation: "川大", country: "JP",
    locality: "川辺市", street: "川辺通り", postalCode: "999-0000", phone: "+8100000000", hemisphere: "northern", languages: ["ja", "en"],
    units: [unit("ENG", "School of Engineering", "ja", "工学部"), unit("INT", "International Affairs", "ja", "国際課")],
  },
  {
    heiId: "zalesie.example", names: names("University of Zalesie", "pl", "Uniwersytet w Zalesiu"), abbreviation: "UZa", country: "PL",
    locality: "Zalesie Żółte", street: "ul. Święta", postalCode: "99-999", phone: "+4800000000", hemisphere: "northern", languages: ["pl", "en"], erasmusCode: "PL ZALESIE01",
    units: [unit("MAT", "Faculty of Mathematics", "pl", "Wydział Matematyki"), unit("INT", "International Office", "pl", "Biuro Współpracy Międzynarodowej")],
  },
  {
    heiId: "hanbyeol.example", names: names("Hanbyeol University", "ko", "한별대학교"), abbreviation: "한별대", country: "KR",
    locality: "한별시", street: "별빛로", postalCode: "00000", phone: "+8220000000", hemisphere: "northern", languages: ["ko", "en"],
    units: [unit("ART", "College of Arts", "ko", "예술대학"), unit("INT", "Office of International Affairs", "ko", "국제처")],
  },
  {
    heiId: "delalba.example", names: names("University of the Dawn", "es", "Universidad del Alba"), abbreviation: "UdA", country: "CL",
    locality: "Alba del Sur", street: "Avenida Ñuble", postalCode: "9990000", phone: "+5690000000", hemisphere: "southern", languages: ["es"],
    units: [unit("AST", "Faculty of Astronomy", "es", "Facultad de Astronomía"), unit("INT", "International Relations", "es", "Relaciones Internacionales")],
  },
  {
    heiId: "jabal-noor.example", names: names("Jabal Noor University", "ar", "جامعة جبل النور"), abbreviation: "جن", country: "JO",
    locality: "جبل النور", street: "شارع الجامعة", postalCode: "99999", phone: "+9620000000", hemisphere: "northern", languages: ["ar", "en"],
    units: [unit("MED", "Faculty of Medicine", "ar", "كلية الطب"), unit("INT", "International Office", "ar", "المكتب الدولي")],
  },
];
