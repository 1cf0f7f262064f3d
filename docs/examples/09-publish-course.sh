# Publish a course. To change it later, send the ETag of what you read as If-Match.
curl --fail-with-body --silent --header "Authorization: Bearer $PASSERELLE_TOKEN" --request PUT --json @- \
  "$PASSERELLE_URL/api/v1/institutions/$HEI_ID/courses/CR%2Ftort-law" <<JSON
{ "titles": [{ "text": "Tort law", "lang": "en" }], "iscedCode": "0421" }
JSON
