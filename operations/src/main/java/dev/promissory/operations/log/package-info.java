/** How the tools look at Kafka: what is there, and all of it in the order of its time, without belonging to any group. */
package dev.promissory.operations.log;
