module github.com/quietwindow/quietwindow/.ci/ticketcheck

go 1.25.0

replace github.com/quietwindow/quietwindow => ../..

require (
	github.com/andygrunwald/go-jira v1.16.0
	github.com/atc0005/go-teams-notify/v2 v2.13.0
	github.com/emersion/go-ical v0.0.0-20250329121855-f41e73efc392
	github.com/newrelic/newrelic-client-go/v2 v2.97.7
	github.com/opsgenie/opsgenie-go-sdk-v2 v1.2.23
	github.com/quietwindow/quietwindow v0.0.0-00010101000000-000000000000
	github.com/slack-go/slack v0.17.3
	github.com/stretchr/testify v1.12.1
	gitlab.com/gitlab-org/api/client-go v0.130.1
)

require (
	github.com/fatih/structs v1.1.0 // indirect
	github.com/golang-jwt/jwt/v4 v4.4.2 // indirect
	github.com/google/go-querystring v1.1.0 // indirect
	github.com/gorilla/websocket v1.5.3 // indirect
	github.com/hashicorp/go-cleanhttp v0.5.2 // indirect
	github.com/hashicorp/go-retryablehttp v0.7.8 // indirect
	github.com/pkg/errors v0.9.1 // indirect
	github.com/sirupsen/logrus v1.9.3 // indirect
	github.com/teambition/rrule-go v1.8.2 // indirect
	github.com/tomnomnom/linkheader v0.0.0-20180905144013-02ca5825eb80 // indirect
	github.com/trivago/tgo v1.0.7 // indirect
	github.com/valyala/fastjson v1.6.4 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	golang.org/x/oauth2 v0.30.0 // indirect
	golang.org/x/sys v0.47.0 // indirect
	golang.org/x/time v0.11.0 // indirect
)
