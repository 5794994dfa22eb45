using Bot.Channels.BotFramework;
using Microsoft.Extensions.Configuration;

namespace Bot.Tests.Channels.BotFramework;

public sealed class BotFrameworkOptionsTests
{
    [Fact]
    public void Validate_Nothing_IsFine() => Assert.Empty(new BotFrameworkOptions().Validate());

    [Fact]
    public void Validate_ManyMistakes_AreAllListedByName()
    {
        var problems = Read(new()
        {
            ["MicrosoftAppType"] = "SystemAssigned",
            ["MicrosoftAppId"] = "a",
            ["ChannelService"] = "https://mars.example",
            ["ToChannelFromBotLoginUrl"] = "login",
            ["ToBotFromChannelOpenIdMetadataUrl"] = "http://far.example/metadata",
            ["BotFramework:AllowAnonymousRemote"] = "true",
            ["BotFramework:ConnectorTimeout"] = "00:10:00",
        }).Validate();

        foreach (var name in new[] { "MicrosoftAppType", "MicrosoftAppPassword", "ChannelService", "ToChannelFromBotLoginUrl", "ToBotFromChannelOpenIdMetadataUrl", "AllowAnonymousRemote", "ConnectorTimeout" })
        {
            Assert.Contains(problems, problem => problem.Contains(name, StringComparison.Ordinal));
        }

        Assert.Equal(7, problems.Length);
    }

    [Theory]
    [InlineData("MicrosoftAppType", "SingleTenant", "MicrosoftAppTenantId")]
    [InlineData("MicrosoftAppPassword", "x", "MicrosoftAppId")]
    public void Validate_HalfASetting_NamesTheOtherHalf(string name, string value, string missing) =>
        Assert.Contains(missing, Assert.Single(Read(new() { [name] = value }).Validate()), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "t", "", "MicrosoftAppId")]
    [InlineData("a", "", "", "MicrosoftAppTenantId")]
    [InlineData("a", "t", "http://127.0.0.1/msi/token", "IDENTITY_HEADER")]
    public void Validate_HalfAManagedIdentity_NamesTheOtherHalf(string app, string tenant, string endpoint, string missing) => Assert.Contains(missing, Assert.Single(Read(new()
    {
        ["MicrosoftAppType"] = "UserAssignedMSI",
        ["MicrosoftAppId"] = app,
        ["MicrosoftAppTenantId"] = tenant,
        ["IDENTITY_ENDPOINT"] = endpoint,
    }).Validate()), StringComparison.Ordinal);

    [Fact]
    public void Read_SdkNamesAndLists_AreTaken()
    {
        var options = Read(new()
        {
            ["MicrosoftAppType"] = "SingleTenant",
            ["MicrosoftAppId"] = " a ",
            ["MicrosoftAppPassword"] = "p",
            ["MicrosoftAppTenantId"] = "t",
            ["ValidTokenIssuers:0"] = "https://one/",
            ["ValidTokenIssuers:1"] = "https://two/",
            ["BotFramework:AllowedCallers"] = "x, y",
        });

        Assert.Empty(options.Validate());
        Assert.Equal("a", options.MicrosoftAppId);
        Assert.Equal(["https://one/", "https://two/"], options.ValidTokenIssuers);
        Assert.Equal(["x", "y"], options.AllowedCallers);
        Assert.Contains("https://two/", options.EntraIssuers);
        Assert.Contains("https://sts.windows.net/t/", options.EntraIssuers);
    }

    [Fact]
    public void Read_SecretFile_IsReadAndTrimmed()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "s3cret\n");
            Assert.Equal("s3cret", Read(new() { ["MicrosoftAppPassword_FILE"] = file }).MicrosoftAppPassword);
        }
        finally
        {
            File.Delete(file);
        }

        Assert.Contains(file, Assert.Single(Read(new() { ["MicrosoftAppPassword_FILE"] = file }).Validate()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BotFramework:LenientContentType", "maybe")]
    [InlineData("BotFramework:ConnectorTimeout", "soon")]
    public void Validate_UnreadableValue_IsNamed(string name, string value) =>
        Assert.Contains(name, Assert.Single(Read(new() { [name] = value }).Validate()), StringComparison.Ordinal);

    private static BotFrameworkOptions Read(Dictionary<string, string?> values) =>
        BotFrameworkSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
}
