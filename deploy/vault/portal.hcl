# What the portal may do in HashiCorp Vault or OpenBao.
#
#   vault policy write portal deploy/vault/portal.hcl
#
# Written for paddock.vault with kvMount: secret, prefix: paddock and one cluster whose authMount is
# kubernetes-prod-1. Change the paths with them, and repeat the part "per cluster" for each further cluster.
#
# Three things to keep:
# - No rule gives "read" on secret/data/…, and there is no pattern that reaches it: the portal cannot read a value.
# - The policy is not called paddock-…, nor is the portal's own role: it could write itself another one.
# - Auth mounts are named one by one. auth/+/role/paddock-* would also let it write roles of AppRole, for itself.

# --- Values: written, never read.
path "secret/data/paddock/*" {
  capabilities = ["create", "update"]
}

# --- Versions, ages, and whom a path belongs to. "delete" destroys all versions of a path.
path "secret/metadata/paddock/*" {
  capabilities = ["create", "update", "read", "delete", "list"]
}

# --- Policies for applications.
path "sys/policies/acl" {
  capabilities = ["list"]
}

# A portal in wrong hands could write policies. Vault itself keeps them to what the portal writes by design: text that
# begins with the request's mark, reads, has no patterns, and is about no path of the system. What it cannot keep out
# are exact paths of other KV mounts: add them to the denials, as "*\"hr/*".
path "sys/policies/acl/paddock-*" {
  capabilities = ["create", "update", "read", "delete"]
  allowed_parameters = {
    "policy" = ["# paddock.internal/request: *"]
  }
  denied_parameters = {
    "policy" = [
      # A literal star, plus and backslash; templates; texts over several lines.
      "***", "*+*", "*\\*", "*{{*", "*<<*",
      # Anything but reading.
      "*\"create\"*", "*\"update\"*", "*\"patch\"*", "*\"delete\"*", "*\"list\"*", "*\"sudo\"*", "*\"write\"*", "*\"scan\"*",
      # The server itself.
      "*\"sys/*", "*\"auth/*", "*\"identity/*", "*\"cubbyhole/*"
    ]
  }
}

# --- Per cluster: roles that give one service account one of those policies, and no other.
path "auth/kubernetes-prod-1/role" {
  capabilities = ["list"]
}

path "auth/kubernetes-prod-1/role/paddock-*" {
  capabilities = ["create", "update", "read", "delete"]
  allowed_parameters = {
    "token_policies" = ["paddock-*"]
    "*"              = []
  }
  denied_parameters = {
    # A second policy behind a comma, and the old name of the field.
    "token_policies" = ["*,*"]
    "policies"       = []
  }
}

# --- Its own token. lookup-self is how it knows a token that is gone from a path that is not allowed.
path "auth/token/lookup-self" {
  capabilities = ["read"]
}

path "auth/token/renew-self" {
  capabilities = ["update"]
}

path "auth/token/revoke-self" {
  capabilities = ["update"]
}
