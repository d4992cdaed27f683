package exportcheck_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/DataDog/datadog-api-client-go/v2/api/datadogV2"
	"github.com/PagerDuty/go-pagerduty"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/stretchr/testify/require"
	"google.golang.org/api/container/v1"
)

// TestPagerDuty has PagerDuty's client make the request from what it reads in the body, and compares
// what it sends with the body.
func TestPagerDuty(t *testing.T) {
	var sent []byte
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent, _ = io.ReadAll(r.Body)
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, `{"maintenance_window":{}}`)
	}))
	defer server.Close()
	client := pagerduty.NewClient("", pagerduty.WithAPIEndpoint(server.URL))
	for seed := range uint64(100) {
		m := maintenance(source(seed), time.Second)
		for i, body := range write(t, "pagerduty", m) {
			var b struct {
				Window pagerduty.MaintenanceWindow `json:"maintenance_window"`
			}
			strict(t, body, &b)
			require.Equal(t, m.Windows[i].Interval.Start.Format(time.RFC3339), b.Window.StartTime)
			require.Equal(t, m.Windows[i].Interval.End.Format(time.RFC3339), b.Window.EndTime)
			require.Contains(t, b.Window.Description, m.Description)
			_, err := client.CreateMaintenanceWindowWithContext(context.Background(), "ops@example.com", b.Window)
			require.NoError(t, err)
			require.JSONEq(t, string(sent), string(body))
		}
	}
}

// unplaced returns where a Datadog model kept what it could not place.
func unplaced(v reflect.Value, path string) []string {
	var out []string
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			out = unplaced(v.Elem(), path)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if !f.IsExported() {
				continue
			}
			if f.Name == "UnparsedObject" || f.Name == "AdditionalProperties" {
				if !v.Field(i).IsZero() {
					out = append(out, path+"."+f.Name)
				}
				continue
			}
			out = append(out, unplaced(v.Field(i), path+"."+f.Name)...)
		}
	}
	return out
}

func TestDatadog(t *testing.T) {
	for seed := range uint64(100) {
		m := maintenance(source(seed), time.Second)
		if seed%2 == 0 {
			m.Options.Datadog.MonitorTags, m.Options.Datadog.MonitorID = nil, 1+int64(seed)
		}
		for i, body := range write(t, "datadog", m) {
			var b datadogV2.DowntimeCreateRequest
			require.NoError(t, json.Unmarshal(body, &b))
			require.Empty(t, unplaced(reflect.ValueOf(b), "body"))
			once := b.Data.Attributes.Schedule.DowntimeScheduleOneTimeCreateUpdateRequest
			require.NotNil(t, once)
			require.True(t, once.Start.Get().Equal(m.Windows[i].Interval.Start))
			require.True(t, once.End.Get().Equal(m.Windows[i].Interval.End))
			require.Contains(t, *b.Data.Attributes.Message.Get(), m.Description)
		}
	}
	// The check can fail: a misspelt field is noticed.
	var b datadogV2.DowntimeCreateRequest
	body := strings.Replace(string(write(t, "datadog", maintenance(source(1), time.Hour))[0]), "display_timezone", "timezone", 1)
	require.NoError(t, json.Unmarshal([]byte(body), &b))
	require.NotEmpty(t, unplaced(reflect.ValueOf(b), "body"))
}

// exchange answers every request and keeps its body.
type exchange struct{ sent string }

func (e *exchange) Do(r *http.Request) (*http.Response, error) {
	b, err := io.ReadAll(r.Body)
	e.sent = string(b)
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(`{"WindowId":"mw-0123456789abcdef0"}`)), Request: r}, err
}

// TestSystemsManager has the AWS SDK make the request, which checks that nothing required is missing, and
// compares what it sends with the body.
func TestSystemsManager(t *testing.T) {
	var e exchange
	client := ssm.New(ssm.Options{Region: "eu-central-1", HTTPClient: &e, Credentials: aws.AnonymousCredentials{}})
	for seed := range uint64(100) {
		m := maintenance(source(seed), time.Hour)
		for i, body := range write(t, "aws-ssm-maintenance-window", m) {
			var in ssm.CreateMaintenanceWindowInput
			strict(t, body, &in)
			in.ClientToken = aws.String("token")
			_, err := client.CreateMaintenanceWindow(context.Background(), &in)
			require.NoError(t, err)
			var sent map[string]any
			require.NoError(t, json.Unmarshal([]byte(e.sent), &sent))
			require.Equal(t, "token", sent["ClientToken"])
			delete(sent, "ClientToken")
			again, err := json.Marshal(sent)
			require.NoError(t, err)
			require.JSONEq(t, string(body), string(again))
			require.Equal(t, m.Windows[i].Interval.Duration(), time.Duration(*in.Duration)*time.Hour)
			require.Regexp(t, `^[a-zA-Z0-9_\-.]{3,128}$`, *in.Name) // the pattern of the API reference
			require.LessOrEqual(t, len(*in.Description), 128)
		}
	}
}

func TestGKE(t *testing.T) {
	for seed := range uint64(100) {
		m := maintenance(source(seed), time.Second)
		body := write(t, "gke-maintenance-exclusion", m)[0]
		var b container.SetMaintenancePolicyRequest
		strict(t, body, &b)
		again, err := json.Marshal(&b)
		require.NoError(t, err)
		require.JSONEq(t, string(body), string(again))
		require.Len(t, b.MaintenancePolicy.Window.MaintenanceExclusions, len(m.Windows))
		require.Equal(t, m.Windows[0].Interval.Start.Format(time.RFC3339), b.MaintenancePolicy.Window.MaintenanceExclusions[m.ID+"-1"].StartTime)
	}
}
