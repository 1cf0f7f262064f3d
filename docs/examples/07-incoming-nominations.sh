# Nominations of partners that wait for a decision.
curl --fail-with-body --silent --header "Authorization: Bearer $PASSERELLE_TOKEN" \
  "$PASSERELLE_URL/api/v1/institutions/$HEI_ID/incoming-nominations?status=pending"
