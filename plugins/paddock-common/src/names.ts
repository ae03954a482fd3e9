/** RFC 1123 label: a namespace, a container. Source: IsDNS1123Label of k8s.io/apimachinery. */
export const dnsLabel = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** RFC 1123 subdomain, and a little more: what is no such name, the cluster itself refuses. */
export const dnsName = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
