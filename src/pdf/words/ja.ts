import type { Words } from "./en.js";

export const ja: Words = {
  page: {
    document: "文書 {id}", number: "{pages}ページ中{page}ページ", yes: "はい", no: "いいえ", draft: "下書き", deleted: "削除済み",
    numbered: "この文書の書体にない文字は、角括弧内のUnicode番号で示しています。データには元の文字のまま入っています。",
  },
  gender: { unknown: "不明", male: "男性", female: "女性", none: "該当なし" },
  contact: {
    givenNames: "名", familyNames: "姓", gender: "性別", role: "役割", phone: "電話", fax: "ファックス", extension: "内線", email: "電子メール",
    street: "所在地", mailing: "郵送先", building: "建物", unit: "区画", floor: "階", postBox: "私書箱", deliveryPoint: "配達先",
  },
  agreement: {
    title: "大学間協定", between: "{owner}・{partner}", state: "状態", agreedSince: "双方の承認日時", changing: "その後、少なくとも一方の写しが変更されています。ここに記載するのは双方が最後に承認した内容です。",
    parties: "当事者", heiId: "機関", iiaId: "写しのID", iiaCode: "コード", unit: "部局", signingDate: "署名日", signing: "署名者", contact: "連絡先",
    conditions: "協定の内容", number: "番号", from: "派遣", to: "受入", fields: "分野 (ISCED-F)", levels: "水準 (EQF)", years: "学年度", places: "年間人数", months: "年間月数", days: "年間日数", blended: "混合型",
    details: "番号{number}：{kind}、{from}から{to}へ", languages: "言語", language: "言語", level: "水準 (CEFR)", field: "分野 (ISCED-F)", clarification: "補足", former: "旧{value}", notYetDefined: "未定",
    placesOpen: "人数は未定です。", otherTerms: "その他の条件", sendingContact: "派遣機関の連絡先", receivingContact: "受入機関の連絡先",
    copies: "写しと承認", copyOf: "{name}の写し", version: "版", versionOf: "{version}（{at}）", hash: "ハッシュ値", declaredHash: "相手方の申告するハッシュ値", broughtBy: "受信した通信", inEffect: "有効の表示", terminated: "終了の表示", pdf: "添付PDF", noCopy: "相手方はまだ写しを示していません。",
    approvedBy: "{name}の承認", approvedAt: "日時", approvedHash: "承認されたハッシュ値", provenBy: "証拠となる通信", otherVersion: "この承認は写しの別の版に対するものです。", notApproved: "{name}は承認していません。",
    verify: "この協定の検証方法", verifyNothing: "まだ何も合意されていないため、検証の対象はありません。この文書は何の証明にもなりません。",
    verifyWhat: "この文書は、Erasmus Without Paperのネットワークで二つのシステムが署名付きで交わした内容を示します。印刷した者を信頼しなくても、またネットワークがなくても検証できます。",
    verifyPack: "1. {owner}に協定{id}の証拠一式（{address}、gzip圧縮のtarアーカイブ）を請求し、展開します。",
    verifyRun: "2. そのフォルダーで「node verify.mjs」を実行します（Node.js 20以降）。出力は「Everything holds.」で終わり、次の内容を含まなければなりません。",
    verifyExchanges: "3. この文書に記された通信は、署名とともに送受信時のまま「exchanges」フォルダーにあります。",
    verifyKeys: "4. 「keys.json」の鍵が誰のものかは、鍵の所有者またはネットワークの登録簿が確認します。",
  },
  kinds: { "student-studies": "学生の留学（学修）", "student-traineeship": "学生の留学（実習）", "staff-teacher": "教職員の派遣（授業）", "staff-training": "教職員の派遣（研修）" },
  agreementStatus: {
    "draft": "下書き", "sent": "送信済み、相手方は未連結", "received": "受信済み、未連結", "half-bound": "一方のみ連結", "bound": "連結済み、未承認", "approved-by-us": "{owner}のみ承認", "approved-by-partner": "{partner}のみ承認",
    "in-force": "有効", "modified": "合意後に変更", "terminated": "双方が終了", "partner-gone": "相手方が表示を停止", "deleted": "削除済み",
  },
};
