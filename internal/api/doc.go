// Package api is the interface for programs: REST in JSON, described by OpenAPI 3.1 at /openapi.json
// and readable at /docs; the public logs under /log/; and what those who run Huying need to see.
//
// A handler reads what was sent into a command, calls the desk once, and answers; it holds no rule
// and no SQL. routes.go is the menu. Every verb of casework is an operation of its own, registered
// by one loop: a new verb appears here, in the description and in the docs by itself. A refusal is
// answered as problem+json (RFC 9457) with its code, clause and reason as written; any other fault as
// 500 with the number of the request, under which it stands in the log.
//
// Only this package knows huma, and only for parameters, answers and the description. Bodies are read
// here, because nothing larger than allowed may be kept, and by casework, because a field that is not
// known must be refused in the words of the work. 依据 P-87.
package api
