package dev.promissory.benchmarks;

import dev.promissory.benchmarks.report.ReportOptions;
import picocli.CommandLine.Mixin;

/** What all benchmarks of a running system have in common. */
final class SessionOptions {

    @Mixin
    SystemOptions system;

    @Mixin
    WalletOptions wallets;

    @Mixin
    LoadOptions load;

    @Mixin
    ReportOptions report;
}
