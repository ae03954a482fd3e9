// The cluster's DNS server: CoreDNS with only the plugins that a cluster of one machine needs.
package main

import (
	_ "github.com/coredns/coredns/plugin/cache"
	_ "github.com/coredns/coredns/plugin/errors"
	_ "github.com/coredns/coredns/plugin/health"
	_ "github.com/coredns/coredns/plugin/kubernetes"
	_ "github.com/coredns/coredns/plugin/metrics"
	_ "github.com/coredns/coredns/plugin/ready"
	_ "github.com/coredns/coredns/plugin/reload"
	_ "github.com/coredns/coredns/plugin/template"

	"github.com/coredns/coredns/core/dnsserver"
	"github.com/coredns/coredns/coremain"
)

// The order in which plugins see a query: what is no name of the cluster falls through to the templates.
func init() {
	dnsserver.Directives = []string{
		"reload",
		"health",
		"ready",
		"prometheus",
		"errors",
		"cache",
		"kubernetes",
		"template",
	}
}

func main() {
	coremain.Run()
}
