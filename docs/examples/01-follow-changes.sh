# Follow what happens: keep `cursor` of each answer and send it as `after` with the next.
curl --fail-with-body --silent --header "Authorization: Bearer $PASSERELLE_TOKEN" \
  "$PASSERELLE_URL/api/v1/institutions/$HEI_ID/changes?limit=100&wait=0"
