/**
 * HTTP in, commands out, outcomes back to the caller. A gateway decides nothing about money: it reads a request
 * strictly, hands the command to Kafka, waits for the committed answer of the one who decides ({@code Addressee}), and
 * says honestly what it does not know.
 */
package dev.promissory.gateway;
