/** What a caller may do through the REST door. */
export const SCOPES = ["agreements:read", "agreements:write", "agreements:approve", "mobilities:read", "mobilities:write", "mobilities:decide", "institutions:read", "institutions:write", "partners:read", "network:read", "network:write", "admin"] as const;
export type Scope = (typeof SCOPES)[number];

/** What a scope brings with it: whoever sees what was exchanged with partners also sees who they are. */
const BRINGS: Readonly<Partial<Record<Scope, readonly Scope[]>>> = { "network:read": ["partners:read"] };

/** The scopes with those that they bring, each once. */
export const withBrought = (scopes: readonly Scope[]): readonly Scope[] => [...new Set(scopes.flatMap((scope) => [scope, ...(BRINGS[scope] ?? [])]))];
