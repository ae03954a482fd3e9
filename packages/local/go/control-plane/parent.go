package main

import (
	"fmt"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// parentVariable holds the process id of the starter. It is unset when a person runs a part by hand.
const parentVariable = "PADDOCK_PARENT"

// A part must not outlive its starter, not even one that was killed. The kernel keeps this wish per
// thread, and init functions are the only place that is sure to run on the main thread, which never ends.
func init() {
	value, wanted := os.LookupEnv(parentVariable)
	if !wanted {
		return
	}
	// What this part starts has this part as its parent.
	os.Unsetenv(parentVariable)
	starter, err := strconv.Atoi(value)
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s is %q, which is no process id\n", parentVariable, value)
		os.Exit(2)
	}
	if err := unix.Prctl(unix.PR_SET_PDEATHSIG, uintptr(unix.SIGTERM), 0, 0, 0); err != nil {
		fmt.Fprintf(os.Stderr, "cannot ask to end with the starter: %v\n", err)
		os.Exit(1)
	}
	// The starter may have died before the wish was made.
	if os.Getppid() != starter {
		os.Exit(0)
	}
}
