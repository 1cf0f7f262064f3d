# Be told of changes. The secret in the answer is shown once.
curl --fail-with-body --silent --header "Authorization: Bearer $PASSERELLE_TOKEN" --json @- \
  "$PASSERELLE_URL/api/v1/institutions/$HEI_ID/webhooks" <<JSON
{ "url": "https://records.rive.example/ewp", "kinds": ["agreement-in-force"] }
JSON
