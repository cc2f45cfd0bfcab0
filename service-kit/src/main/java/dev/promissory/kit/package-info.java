/**
 * What every service needs to run and nothing about money: an HTTP server whose every error is a problem document,
 * health and metrics, the connection to Kafka, the life of a Kafka Streams instance, and the one place where a broken
 * service says that the process must end.
 */
package dev.promissory.kit;
