# What keeps an agreement from being in force, and who has to act.
curl --fail-with-body --silent --header "Authorization: Bearer $PASSERELLE_TOKEN" \
  "$PASSERELLE_URL/api/v1/institutions/$HEI_ID/agreements/$AGREEMENT_ID/check"
