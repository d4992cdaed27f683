package ticketcheck

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/export"
)

// icingaConfig is a small site: a host of the group db with a service, and a host that is in no group.
const icingaConfig = `
object Endpoint NodeName {}
object Zone "check" { endpoints = [ NodeName ] }
object ApiListener "api" { bind_host = "127.0.0.1"; bind_port = %s }
object ApiUser "check" { password = "check"; permissions = [ "*" ] }
object CheckCommand "none" { command = [ "/bin/true" ] }
object HostGroup "db" {}
object Host "db-1" { check_command = "none"; enable_active_checks = false; groups = [ "db" ] }
object Host "web-1" { check_command = "none"; enable_active_checks = false }
object Service "postgres" { host_name = "db-1"; check_command = "none"; enable_active_checks = false }
`

// TestIcinga has Icinga itself schedule the downtimes, and asks it what it has.
func TestIcinga(t *testing.T) {
	site := startIcinga(t)
	for _, only := range []bool{false, true} {
		for _, text := range texts {
			m := upgrade(text)
			start := time.Now().UTC().Truncate(time.Second).AddDate(0, 0, 7) // Icinga drops a downtime that is over
			m.Windows = []export.Window{{Interval: calendar.Interval{Start: start, End: start.Add(2 * time.Hour)}}}
			m.Options.Icinga = export.IcingaOptions{Filter: `"db" in host.groups`, HostsOnly: only}
			out, err := export.Export("icinga", m)
			require.NoError(t, err)
			site.call(t, http.MethodPost, "/v1/actions/schedule-downtime", out.Bytes())

			var all struct {
				Results []struct {
					Attrs struct {
						Host    string  `json:"host_name"`
						Service string  `json:"service_name"`
						Author  string  `json:"author"`
						Comment string  `json:"comment"`
						Start   float64 `json:"start_time"`
						End     float64 `json:"end_time"`
						Fixed   bool    `json:"fixed"`
					} `json:"attrs"`
				} `json:"results"`
			}
			require.NoError(t, json.Unmarshal(site.call(t, http.MethodGet, "/v1/objects/downtimes", nil), &all))
			var down []string
			for _, r := range all.Results {
				down = append(down, strings.TrimSuffix(r.Attrs.Host+"!"+r.Attrs.Service, "!"))
				require.Equal(t, "ops", r.Attrs.Author)
				require.Contains(t, r.Attrs.Comment, m.Description)
				require.True(t, r.Attrs.Fixed)
				require.Equal(t, []int64{start.Unix(), start.Add(2 * time.Hour).Unix()}, []int64{int64(r.Attrs.Start), int64(r.Attrs.End)})
			}
			want := []string{"db-1", "db-1!postgres"}
			if only {
				want = want[:1]
			}
			require.ElementsMatch(t, want, down)
			site.call(t, http.MethodPost, "/v1/actions/remove-downtime", []byte(`{"type": "Downtime", "filter": "true"}`))
		}
	}
}

// icinga is a running daemon.
type icinga struct {
	url    string
	client *http.Client
}

// call sends a request, and returns the answer to one that Icinga has taken.
func (s icinga) call(t *testing.T, method, path string, body []byte) []byte {
	t.Helper()
	r, err := http.NewRequest(method, s.url+path, bytes.NewReader(body))
	require.NoError(t, err)
	r.SetBasicAuth("check", "check")
	r.Header.Set("Accept", "application/json")
	answer, err := s.client.Do(r)
	require.NoError(t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, answer.StatusCode, "%s", text)
	return text
}

// startIcinga starts Debian's daemon on the loopback interface, with all its files in a temporary folder, and ends it with the test.
func startIcinga(t *testing.T) icinga {
	t.Helper()
	dir := t.TempDir()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := listener.Addr().String()
	require.NoError(t, listener.Close())
	_, port, err := net.SplitHostPort(address)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "icinga2.conf"), fmt.Appendf(nil, icingaConfig, port), 0o600))

	args := []string{"daemon", "-c", filepath.Join(dir, "icinga2.conf"), "-D", "NodeName=check", "-D", "Configuration.PidPath=" + filepath.Join(dir, "pid")}
	for _, name := range []string{"ConfigDir", "DataDir", "LogDir", "CacheDir", "SpoolDir", "InitRunDir"} {
		require.NoError(t, os.Mkdir(filepath.Join(dir, name), 0o700))
		args = append(args, "-D", "Configuration."+name+"="+filepath.Join(dir, name))
	}
	require.NoError(t, os.Mkdir(filepath.Join(dir, "DataDir", "certs"), 0o700))
	roots := certificates(t, filepath.Join(dir, "DataDir", "certs"))

	me, err := user.Current()
	require.NoError(t, err)
	group, err := user.LookupGroupId(me.Gid)
	require.NoError(t, err)
	log, err := os.Create(filepath.Join(dir, "log"))
	require.NoError(t, err)
	daemon := exec.Command("icinga2", args...)
	daemon.Env = append(os.Environ(), "ICINGA2_USER="+me.Username, "ICINGA2_GROUP="+group.Name)
	daemon.Stdout, daemon.Stderr = log, log
	require.NoError(t, daemon.Start(), "Debian's package icinga2-bin")
	t.Cleanup(func() {
		// The daemon ends its children and then itself.
		_ = daemon.Process.Signal(os.Interrupt)
		_ = daemon.Wait()
	})

	site := icinga{"https://" + address, &http.Client{Timeout: time.Minute, Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, ServerName: "check"}}}}
	up := func() bool {
		connection, err := net.Dial("tcp", address)
		if err != nil {
			return false
		}
		return connection.Close() == nil
	}
	for range 600 {
		if up() {
			return site
		}
		time.Sleep(100 * time.Millisecond)
	}
	text, _ := os.ReadFile(log.Name())
	require.Fail(t, "Icinga does not listen", "%s", text)
	return site
}

// certificates writes an authority and a certificate of it for the node "check", and returns whom to trust.
func certificates(t *testing.T, dir string) *x509.CertPool {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	authority := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "authority"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
	}
	node := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "check"}, DNSNames: []string{"check"}, NotBefore: authority.NotBefore, NotAfter: authority.NotAfter,
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	require.NoError(t, err)
	pool := x509.NewCertPool()
	for _, f := range []struct {
		name, kind string
		der        []byte
	}{{"ca.crt", "CERTIFICATE", signed(t, authority, authority, key)}, {"check.crt", "CERTIFICATE", signed(t, node, authority, key)}, {"check.key", "PRIVATE KEY", private}} {
		text := pem.EncodeToMemory(&pem.Block{Type: f.kind, Bytes: f.der})
		require.NoError(t, os.WriteFile(filepath.Join(dir, f.name), text, 0o600))
		pool.AppendCertsFromPEM(text)
	}
	return pool
}

// signed returns a certificate by the authority; both share a key, which is good for a test alone.
func signed(t *testing.T, c, by *x509.Certificate, key *ecdsa.PrivateKey) []byte {
	t.Helper()
	der, err := x509.CreateCertificate(rand.Reader, c, by, &key.PublicKey, key)
	require.NoError(t, err)
	return der
}
