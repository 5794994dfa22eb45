using System.Collections.Immutable;
using Bot.Core.Ports;
using Bot.Core.Pushes;

namespace Bot.Storage.Sqlite.Pushes;

/// <summary>Campaigns in a SQLite file, whole as JSON.</summary>
internal sealed class SqliteCampaigns(Writer writer, Readers readers) : ICampaigns
{
    public ValueTask<ImmutableArray<Campaign>> ListAsync(CancellationToken cancel) => new(readers.Read(reader =>
    {
        var all = ImmutableArray.CreateBuilder<Campaign>();
        var read = reader["SELECT json FROM campaigns ORDER BY name"];
        while (read.Next())
        {
            all.Add(CampaignJson.Read(read.Blob(0)));
        }

        return all.DrainToImmutable();
    }));

    public ValueTask<Campaign?> FindAsync(string id, CancellationToken cancel) => new(readers.Read(reader =>
    {
        var read = reader["SELECT json FROM campaigns WHERE name = ?1"].Bind(1, id);
        if (!read.Next())
        {
            return null;
        }

        var campaign = CampaignJson.Read(read.Blob(0));
        read.Reset();
        return campaign;
    }));

    public ValueTask<bool> SaveAsync(Campaign campaign, CancellationToken cancel) => new(writer.Write(new SaveJob(campaign)));

    private sealed class SaveJob(Campaign campaign) : WriteJob<bool>
    {
        private readonly byte[] _json = CampaignJson.Write(campaign with { Version = campaign.Version + 1 });

        protected override bool Write(WriteStatements statements, long now) => statements.Pushes.Campaigns.Keep(campaign.Id, campaign.Version, _json);
    }
}

/// <summary>The writer's statements for campaigns.</summary>
internal sealed class CampaignRows(SQLitePCL.sqlite3 db) : IDisposable
{
    private readonly Statement _add = new(db, "INSERT INTO campaigns (name, version, json) VALUES (?1, 1, ?2) ON CONFLICT DO NOTHING");
    private readonly Statement _change = new(db, "UPDATE campaigns SET version = version + 1, json = ?3 WHERE name = ?1 AND version = ?2");

    public bool Keep(string name, long version, byte[] json) => version == 0
        ? _add.Bind(1, name).Bind(2, json.AsSpan()).Run() == 1
        : _change.Bind(1, name).Bind(2, version).Bind(3, json.AsSpan()).Run() == 1;

    public void Dispose()
    {
        _add.Dispose();
        _change.Dispose();
    }
}
