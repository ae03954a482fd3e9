// The Vault-compatible server of the embedded platform, and the agent that pods run: OpenBao, unchanged.
package main

import (
	"os"

	"github.com/openbao/openbao/command"
)

func main() {
	os.Exit(command.Run(os.Args[1:]))
}
