// Package docs does what the walk-throughs of .github/docs say, as a newcomer would: run by .ci/checks/docs.sh.
package docs
