# Agreements with a partner; with `next` of the answer as `cursor` the following page.
curl --fail-with-body --silent --header "Authorization: Bearer $PASSERELLE_TOKEN" \
  "$PASSERELLE_URL/api/v1/institutions/$HEI_ID/agreements?partner=$PARTNER_ID&limit=100"
