// Package deploy reads the manifest of examples/service with Kubernetes' own types: run by .ci/checks/deploy.sh.
package deploy
