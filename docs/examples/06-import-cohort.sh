# The template of a cohort, with one row. Fill it, then send it: without `confirm` nothing is stored, and what is wrong is told by line and column.
curl --fail-with-body --silent --header "Authorization: Bearer $PASSERELLE_TOKEN" "$PASSERELLE_URL/api/v1/institutions/$HEI_ID/nomination-imports" |
curl --fail-with-body --silent --header "Authorization: Bearer $PASSERELLE_TOKEN" --header "Content-Type: text/csv" --data-binary @- \
  "$PASSERELLE_URL/api/v1/institutions/$HEI_ID/nomination-imports?confirm=false"
