package dev.promissory.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class LayeringTest {

    private final JavaClasses all = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.promissory");

    @Test
    void servicesKnowTheProtocolAndNeverEachOther() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.promissory..")
                .layer("domain")
                .definedBy("dev.promissory.domain..")
                .layer("protocol")
                .definedBy("dev.promissory.protocol..")
                .layer("kit")
                .definedBy("dev.promissory.kit..")
                .layer("steward kit")
                .definedBy("dev.promissory.steward..")
                .layer("reactions")
                .definedBy("dev.promissory.reactions..")
                .layer("mint protocol")
                .definedBy("dev.promissory.mint.protocol..")
                .layer("mint")
                .definedBy("dev.promissory.mint.service..")
                .layer("gateway")
                .definedBy("dev.promissory.gateway..")
                .layer("processor")
                .definedBy("dev.promissory.processor..")
                .layer("views")
                .definedBy("dev.promissory.views..")
                .layer("rates")
                .definedBy("dev.promissory.rates..")
                .layer("operations")
                .definedBy("dev.promissory.operations..")
                .layer("launcher")
                .definedBy("dev.promissory.launcher..")
                .whereLayer("domain")
                .mayNotAccessAnyLayer()
                .whereLayer("protocol")
                .mayOnlyAccessLayers("domain")
                .whereLayer("kit")
                .mayOnlyAccessLayers("domain", "protocol")
                .whereLayer("steward kit")
                .mayOnlyAccessLayers("domain", "protocol", "kit")
                .whereLayer("reactions")
                .mayOnlyAccessLayers("domain", "protocol", "kit", "steward kit")
                .whereLayer("mint protocol")
                .mayOnlyAccessLayers("domain", "protocol")
                .whereLayer("mint")
                .mayOnlyAccessLayers("domain", "protocol", "kit", "steward kit", "reactions", "mint protocol")
                .whereLayer("gateway")
                .mayOnlyAccessLayers("domain", "protocol", "kit", "mint protocol")
                .whereLayer("processor")
                .mayOnlyAccessLayers("domain", "protocol", "kit", "steward kit")
                .whereLayer("views")
                .mayOnlyAccessLayers("domain", "protocol", "kit", "mint protocol")
                .whereLayer("rates")
                .mayOnlyAccessLayers("domain", "protocol", "kit")
                .whereLayer("operations")
                .mayOnlyAccessLayers("domain", "protocol", "kit", "steward kit", "mint protocol", "processor", "views")
                .check(all);
    }

    @Test
    void theRulesNeedNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage("dev.promissory.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.promissory.domain..")
                .check(all);
    }
}
