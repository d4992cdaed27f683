package main

import (
	"fmt"
	"math/rand/v2"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// soaking sends good, bad, heavy and slow requests together for a long time: memory must be flat once it
// is warm, and no goroutine may be left when all are gone.
func (s *suite) soaking() {
	p := s.start()
	defer p.stop()
	time.Sleep(time.Second)
	before := p.goroutines()
	good := text(plan(regions(6, nil), 42, nil))
	all := shapes()
	bodies := make([][]byte, len(all))
	kinds := make([]string, len(all))
	for i, shape := range all {
		kinds[i], bodies[i] = shape.make()
	}
	stop := make(chan struct{})
	var clients sync.WaitGroup
	var answered, odd atomic.Int64
	for n := range 8 {
		clients.Go(func() {
			random := rand.New(rand.NewPCG(uint64(n), 1))
			c := client("127.0.0.1")
			for {
				select {
				case <-stop:
					c.CloseIdleConnections()
					return
				default:
				}
				body, path, kind := good, "/v1/suggest", "application/json"
				switch random.IntN(20) {
				case 0:
					i := random.IntN(len(all))
					body, path, kind = bodies[i], all[i].path, kinds[i]
				case 1, 2, 3, 4:
					body = append([]byte{}, good...)
					for range 3 {
						body[random.IntN(len(body))] = byte(random.IntN(256))
					}
				case 5:
					if conn, err := net.Dial("tcp", p.address); err == nil {
						slowly[random.IntN(6)].do(conn, paths[random.IntN(len(paths))], good, quick(stop))
						conn.Close()
					}
					continue
				case 6, 7, 8:
					path = paths[random.IntN(8)]
				}
				status, _, err := post(c, p.address, path, kind, body)
				answered.Add(1)
				if err != nil || status >= 500 && status != 503 {
					odd.Add(1)
				}
			}
		})
	}
	// What single requests take at once goes up and down; what is left behind would raise the mean.
	var sums, looks [4]int
	most := 0
	begun, printed := time.Now(), time.Now()
	fmt.Println("| minute | memory MiB | goroutines | answers |\n| ---: | ---: | ---: | ---: |")
	for time.Since(begun) < s.soak {
		time.Sleep(500 * time.Millisecond)
		now, quarter := p.resident(), min(3, int(4*time.Since(begun)/s.soak))
		most = max(most, now)
		sums[quarter] += now
		looks[quarter]++
		if time.Since(printed) >= max(s.soak/20, time.Second) {
			printed = time.Now()
			fmt.Printf("| %.1f | %d | %d | %d |\n", time.Since(begun).Minutes(), now, p.goroutines(), answered.Load())
		}
	}
	first, last := sums[0]/max(1, looks[0]), sums[3]/max(1, looks[3])
	close(stop)
	clients.Wait()
	time.Sleep(3 * time.Second)
	after := p.goroutines()
	fmt.Printf("\n%d answers, %d of them wrong; memory %d MiB in the mean of the first quarter, %d of the last, at most %d; goroutines %d before, %d after\n", answered.Load(), odd.Load(), first, last, max(most, p.peak()), before, after)
	s.check(odd.Load() == 0, "%d requests of the soak failed or were answered by 5xx other than 503", odd.Load())
	s.check(p.peak() <= mostMemory, "%d MiB of memory in the soak", p.peak())
	s.check(after <= before+2, "%d goroutines are left over", after-before)
	if s.soak >= 5*time.Minute {
		s.check(last <= first+first/5+20, "memory grew from %d to %d MiB in the mean", first, last)
	}
}

// quick closes with stop, or after two seconds.
func quick(stop <-chan struct{}) <-chan struct{} {
	out := make(chan struct{})
	go func() {
		select {
		case <-stop:
		case <-time.After(2 * time.Second):
		}
		close(out)
	}()
	return out
}
