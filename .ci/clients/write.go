// Clients writes the description of the HTTP API, as it is served, to the standard output.
package main

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	_ "time/tzdata"

	"github.com/quietwindow/quietwindow/scheduler/httpapi"
)

func main() {
	h, err := httpapi.NewHandler(httpapi.Options{})
	if err != nil {
		log.Fatal(err)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/openapi.json", nil))
	if _, err := io.Copy(os.Stdout, w.Result().Body); err != nil || w.Code != http.StatusOK {
		log.Fatal(w.Code, err)
	}
}
