// The process that holds a pod's namespaces while its containers come and go.
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ends := make(chan os.Signal, 1)
	signal.Notify(ends, syscall.SIGINT, syscall.SIGTERM)
	children := make(chan os.Signal, 1)
	signal.Notify(children, syscall.SIGCHLD)
	for {
		select {
		case <-ends:
			return
		case <-children:
			// Pods that share their processes leave orphans to process 1.
			for {
				id, err := syscall.Wait4(-1, nil, syscall.WNOHANG, nil)
				if err != nil || id <= 0 {
					break
				}
			}
		}
	}
}
