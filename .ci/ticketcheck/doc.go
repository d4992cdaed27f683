// Package ticketcheck has exports read by the clients of the tools that they are for. It is a module of its own: the library
// needs none of them.
package ticketcheck
