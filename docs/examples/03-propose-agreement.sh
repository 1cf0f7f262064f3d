# Draft an agreement. With the same Idempotency-Key it is made once, however often it is sent. Then POST .../agreements/{id}/send.
curl --fail-with-body --silent --header "Authorization: Bearer $PASSERELLE_TOKEN" --header "Idempotency-Key: 2026-LAW-02" --json @- \
  "$PASSERELLE_URL/api/v1/institutions/$HEI_ID/agreements" <<JSON
{
  "partnerHeiId": "$PARTNER_ID",
  "owner": { "iiaCode": "2026-LAW-02", "contacts": [{ "names": [{ "text": "International Office", "lang": "en" }] }] },
  "conditions": [{
    "kind": "student-studies", "sendingHeiId": "$HEI_ID", "receivingHeiId": "$PARTNER_ID", "firstAcademicYear": "2026/2027", "lastAcademicYear": "2028/2029",
    "mobilitiesPerYear": 2, "totalMonthsPerYear": "10", "blended": false, "subjectAreas": [{ "iscedFCode": "0421" }],
    "languageSkills": [{ "language": "en", "cefrLevel": "B2" }]
  }]
}
JSON
