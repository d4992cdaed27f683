package deploy_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"sigs.k8s.io/yaml"
)

// The manifest of examples/service is read strictly by Kubernetes' own types, and its parts belong together.
func TestManifest(t *testing.T) {
	text, err := os.ReadFile("../../examples/service/deploy/kubernetes.yaml")
	require.NoError(t, err)
	parts := bytes.Split(text, []byte("\n---\n"))
	require.Len(t, parts, 3)
	var deployment appsv1.Deployment
	var service corev1.Service
	var budget policyv1.PodDisruptionBudget
	for i, into := range []any{&deployment, &service, &budget} {
		require.NoError(t, yaml.UnmarshalStrict(parts[i], into))
	}
	pod := labels.Set(deployment.Spec.Template.Labels)
	assert.True(t, labels.SelectorFromSet(service.Spec.Selector).Matches(pod))
	for _, s := range []*metav1.LabelSelector{deployment.Spec.Selector, budget.Spec.Selector} {
		selector, err := metav1.LabelSelectorAsSelector(s)
		require.NoError(t, err)
		assert.True(t, selector.Matches(pod))
	}
	c := deployment.Spec.Template.Spec.Containers[0]
	ports := make(map[string]int32)
	for _, p := range c.Ports {
		ports[p.Name] = p.ContainerPort
	}
	assert.Equal(t, map[string]int32{"http": 8080, "metrics": 9090}, ports)
	for _, name := range []string{service.Spec.Ports[0].TargetPort.StrVal, c.LivenessProbe.HTTPGet.Port.StrVal, c.ReadinessProbe.HTTPGet.Port.StrVal} {
		assert.Contains(t, ports, name)
	}
	assert.True(t, *deployment.Spec.Template.Spec.SecurityContext.RunAsNonRoot)
	assert.Less(t, budget.Spec.MinAvailable.IntVal, *deployment.Spec.Replicas)
	memory := c.Resources.Limits.Memory().Value()
	for _, e := range c.Env {
		if e.Name == "QUIETWINDOW_MAX_MEMORY" {
			assert.Equal(t, "536870912", e.Value)
			assert.Equal(t, int64(536870912), memory)
		}
	}
}
