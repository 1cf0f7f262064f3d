# Places of a year: agreed, nominated, approved and left.
curl --fail-with-body --silent --header "Authorization: Bearer $PASSERELLE_TOKEN" \
  "$PASSERELLE_URL/api/v1/institutions/$HEI_ID/seats?direction=outgoing&academicYear=2026/2027"
