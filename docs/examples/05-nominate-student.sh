# Nominate a student. It is a draft, which nobody outside sees; then POST .../outgoing-nominations/{id}/send.
curl --fail-with-body --silent --header "Authorization: Bearer $PASSERELLE_TOKEN" --header "Idempotency-Key: nominate-2026002" --json @- \
  "$PASSERELLE_URL/api/v1/institutions/$HEI_ID/outgoing-nominations" <<JSON
{
  "partnerHeiId": "$PARTNER_ID",
  "student": {
    "givenNames": [{ "text": "Tomáš" }], "familyNames": [{ "text": "Dvořák" }], "globalId": "urn:schac:personalUniqueCode:int:esi:$HEI_ID:2026002",
    "birthDate": "2003-11-05", "nationality": "CZ", "gender": 1, "email": "tomas@rive.example"
  },
  "nomination": {
    "receivingAcademicYear": "2026/2027", "term": "2026/2027-1/2", "activity": "long-term", "agreementIscedFCode": "0421", "eqfLevel": 6, "nomineeIscedFCode": "0421"
  }
}
JSON
