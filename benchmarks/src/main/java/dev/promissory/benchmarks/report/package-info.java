/** What was measured: as lines for people, as one JSON document for programs, and as a picture. */
package dev.promissory.benchmarks.report;
