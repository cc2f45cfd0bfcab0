/**
 * Facts as server-sent events. {@code FactStreamRoute} reads the request, {@code FactStreams} bounds how many there are and
 * how long a reader may take, {@code FactStream} is one of them.
 */
package dev.promissory.views.stream;
