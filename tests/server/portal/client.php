#!/usr/bin/php
<?php
// The same way through the portal as client.py, as PHP software goes it: curl, associative arrays, numbers as PHP has them.
//
//   client.php OAUTH_BASE API_BASE CREDENTIALS PDF NUMBER

declare(strict_types=1);

function send(string $url, string $body, array $headers): array
{
    $curl = curl_init($url);
    curl_setopt_array($curl, [
        CURLOPT_POST => true, CURLOPT_POSTFIELDS => $body, CURLOPT_HTTPHEADER => $headers,
        CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => 30,
    ]);
    $answer = curl_exec($curl);
    $status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
    if ($answer === false || $status !== 200) {
        fwrite(STDERR, "$url: $status " . ($answer === false ? curl_error($curl) : $answer) . "\n");
        exit(1);
    }
    return json_decode($answer, true, 512, JSON_THROW_ON_ERROR);
}

[, $oauth_base, $api_base, $credentials, $pdf, $number] = $argv;
$client = json_decode(file_get_contents($credentials), true, 512, JSON_THROW_ON_ERROR);
// Basic authentication instead of the form's members.
$token = send("$oauth_base/api/oauth/token", http_build_query(['grant_type' => 'client_credentials', 'scope' => 'openid']), [
    'Content-Type: application/x-www-form-urlencoded',
    'Authorization: Basic ' . base64_encode($client['client_id'] . ':' . $client['client_secret']),
]);
$headers = [
    'Authorization: Bearer ' . $token['access_token'],
    'cpro-account: ' . base64_encode($client['login'] . ':' . $client['password']),
    'Content-Type: application/json;charset=utf-8',
];

function call(string $path, array $body): array
{
    global $api_base, $headers;
    $answer = send("$api_base/cpro/$path", json_encode($body === [] ? new stdClass() : $body), $headers);
    if ($answer['codeRetour'] !== 0) {
        fwrite(STDERR, "$path: " . json_encode($answer) . "\n");
        exit(1);
    }
    return $answer;
}

$found = call('factures/v1/deposer/pdf', [
    'fichierFacture' => base64_encode(file_get_contents($pdf)), 'nomFichier' => 'facture.pdf',
    'formatDepot' => 'PDF_NON_SIGNE', 'idUtilisateurCourant' => 0,
]);
$attachment = call('transverses/v1/ajouter/fichier', [
    'pieceJointeFichier' => base64_encode('livré'), 'pieceJointeNom' => 'livraison.txt',
    'pieceJointeTypeMime' => 'text/plain', 'pieceJointeExtension' => 'TXT',
]);
$submitted = call('factures/v1/soumettre', [
    'modeDepot' => 'DEPOT_PDF_API', 'numeroFactureSaisi' => $number, 'dateFacture' => $found['dateFacture'],
    'destinataire' => ['codeDestinataire' => $found['codeDestinataire'],
                       'codeServiceExecutant' => $found['codeServiceExecutant']],
    'fournisseur' => ['idFournisseur' => 26300989],
    'cadreDeFacturation' => ['codeCadreFacturation' => 'A1_FACTURE_FOURNISSEUR'],
    'references' => ['deviseFacture' => $found['codeDeviseFacture'], 'typeFacture' => $found['typeFacture'],
                     'typeTva' => 'TVA_SUR_DEBIT', 'numeroBonCommande' => $found['numeroBonCommande'],
                     'modePaiement' => 'VIREMENT'],
    // Amounts as texts, as some software keeps them.
    'montantTotal' => ['montantHtTotal' => (string) $found['montantHtTotal'],
                       'montantTVA' => (string) $found['montantTVA'],
                       'montantTtcTotal' => (string) $found['montantTtcAvantRemiseGlobalTTC'],
                       'montantAPayer' => (string) $found['montantAPayer']],
    'pieceJointePrincipale' => [['pieceJointePrincipaleDesignation' => 'facture',
                                 'pieceJointePrincipaleId' => $found['pieceJointeId']]],
    'pieceJointeComplementaire' => [['pieceJointeComplementaireDesignation' => 'bon de livraison',
                                     'pieceJointeComplementaireId' => $attachment['pieceJointeId']]],
]);
$history = call('factures/v1/consulter/historique', ['idFacture' => $submitted['identifiantFactureCPP']]);
$rates = call('transverses/v1/recuperer/tauxtva', []);
echo json_encode([
    'token' => ['expires_in' => $token['expires_in']], 'found' => $found, 'attachment' => $attachment,
    'submitted' => $submitted, 'history' => $history, 'rates' => count($rates['listeTauxTva']),
]);
