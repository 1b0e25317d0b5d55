// What a team on Go writes: net/http on both sides, a goroutine per part, json.RawMessage between.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"
	"strconv"
	"sync"
	"time"
)

type part struct {
	Name          string
	URL           string
	TimeoutMillis int
}

type route struct {
	Path       string
	Sequential bool
	Parts      []part
}

type failure struct {
	Part   string `json:"part"`
	Reason string `json:"reason"`
	Status int    `json:"status,omitempty"`
}

type answer struct {
	Complete bool                       `json:"complete"`
	Data     map[string]json.RawMessage `json:"data"`
	Errors   []failure                  `json:"errors"`
}

type gateway struct{ client *http.Client }

// call returns the value of one part, or why it has none.
func (g gateway) call(ctx context.Context, p part) (json.RawMessage, *failure) {
	ctx, cancel := context.WithTimeout(ctx, time.Duration(p.TimeoutMillis)*time.Millisecond)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.URL, nil)
	if err != nil {
		return nil, &failure{Part: p.Name, Reason: "bad_url"}
	}
	request.Header.Set("Accept", "application/json")
	response, err := g.client.Do(request)
	if err != nil {
		return nil, &failure{Part: p.Name, Reason: reason(err)}
	}
	defer response.Body.Close()
	// Read to its end, whatever it is, or its connection could not be used again.
	body := bytes.NewBuffer(make([]byte, 0, max(response.ContentLength, 0)+bytes.MinRead))
	if _, err := body.ReadFrom(response.Body); err != nil {
		return nil, &failure{Part: p.Name, Reason: reason(err)}
	}
	if response.StatusCode != http.StatusOK {
		return nil, &failure{Part: p.Name, Reason: "bad_status", Status: response.StatusCode}
	}
	if !json.Valid(body.Bytes()) {
		return nil, &failure{Part: p.Name, Reason: "bad_json"}
	}
	return body.Bytes(), nil
}

func reason(err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return "timeout"
	}
	return "unreachable"
}

func (g gateway) aggregate(rt route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		values, failures := make([]json.RawMessage, len(rt.Parts)), make([]*failure, len(rt.Parts))
		var calls sync.WaitGroup
		for i, p := range rt.Parts {
			calls.Go(func() { values[i], failures[i] = g.call(r.Context(), p) })
			if rt.Sequential {
				calls.Wait()
			}
		}
		calls.Wait()
		found := answer{Data: make(map[string]json.RawMessage, len(rt.Parts)), Errors: []failure{}}
		for i, p := range rt.Parts {
			found.Data[p.Name] = values[i]
			if failures[i] != nil {
				found.Errors = append(found.Errors, *failures[i])
			}
		}
		found.Complete = len(found.Errors) == 0
		body, err := json.Marshal(found)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.Write(body)
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func main() {
	port, text, pool := os.Args[1], must(os.ReadFile(os.Args[2])), must(strconv.Atoi(os.Args[3]))
	var routes []route
	if err := json.Unmarshal(text, &routes); err != nil {
		log.Fatal(err)
	}
	g := gateway{&http.Client{Transport: &http.Transport{
		MaxIdleConnsPerHost: pool,
		MaxConnsPerHost:     pool,
		IdleConnTimeout:     5 * time.Minute,
		DisableCompression:  true,
	}}}
	mux := http.NewServeMux()
	for _, rt := range routes {
		mux.HandleFunc("GET "+rt.Path, g.aggregate(rt))
	}
	server := http.Server{
		Addr:              "127.0.0.1:" + port,
		Handler:           mux,
		ReadHeaderTimeout: 5 * time.Second,
		IdleTimeout:       5 * time.Minute,
	}
	log.Fatal(server.ListenAndServe())
}
