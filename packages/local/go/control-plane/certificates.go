package main

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"slices"
	"time"
)

const (
	day = 24 * time.Hour
	// A clock that was set back a little must not make a new certificate invalid.
	backdate = time.Hour
)

// certificatesSpec is what the certificates part reads as JSON from its standard input. Every
// authority, leaf and key is a pair of files in the folder: NAME.crt (or NAME.pub) and NAME.key.
type certificatesSpec struct {
	Folder      string      `json:"folder"`
	Authorities []authority `json:"authorities"`
	Leaves      []leaf      `json:"leaves"`
	// Keys are bare key pairs, for the tokens of service accounts.
	Keys []string `json:"keys"`
}

type authority struct {
	Name       string `json:"name"`
	CommonName string `json:"commonName"`
}

type leaf struct {
	Name          string   `json:"name"`
	Authority     string   `json:"authority"`
	CommonName    string   `json:"commonName"`
	Organizations []string `json:"organizations"`
	DNSNames      []string `json:"dnsNames"`
	IPAddresses   []string `json:"ipAddresses"`
	// Usages are "server" and "client".
	Usages []string `json:"usages"`
}

type pair struct {
	certificate *x509.Certificate
	key         crypto.Signer
}

// runCertificates makes what is missing, close to its end or no longer as asked, leaves the rest
// alone, and prints the names of what it wrote as a JSON array.
func runCertificates(in io.Reader, out io.Writer) error {
	var spec certificatesSpec
	decoder := json.NewDecoder(in)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&spec); err != nil {
		return fmt.Errorf("the specification cannot be read: %w", err)
	}
	if err := os.MkdirAll(spec.Folder, 0o700); err != nil {
		return err
	}
	written := []string{}
	authorities := map[string]pair{}
	for _, each := range spec.Authorities {
		made, isNew, err := ensureAuthority(spec.Folder, each)
		if err != nil {
			return fmt.Errorf("authority %s: %w", each.Name, err)
		}
		authorities[each.Name] = made
		if isNew {
			written = append(written, each.Name)
		}
	}
	for _, each := range spec.Leaves {
		issuer, known := authorities[each.Authority]
		if !known {
			return fmt.Errorf("leaf %s: there is no authority %q", each.Name, each.Authority)
		}
		isNew, err := ensureLeaf(spec.Folder, each, issuer)
		if err != nil {
			return fmt.Errorf("leaf %s: %w", each.Name, err)
		}
		if isNew {
			written = append(written, each.Name)
		}
	}
	for _, each := range spec.Keys {
		isNew, err := ensureKey(spec.Folder, each)
		if err != nil {
			return fmt.Errorf("key %s: %w", each, err)
		}
		if isNew {
			written = append(written, each)
		}
	}
	return json.NewEncoder(out).Encode(written)
}

func ensureAuthority(folder string, wanted authority) (pair, bool, error) {
	if held, err := readPair(folder, wanted.Name); err == nil &&
		held.certificate.IsCA &&
		held.certificate.Subject.CommonName == wanted.CommonName &&
		time.Until(held.certificate.NotAfter) > 365*day {
		return held, false, nil
	}
	template := &x509.Certificate{
		Subject:               pkix.Name{CommonName: wanted.CommonName},
		NotAfter:              time.Now().Add(3650 * day),
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign | x509.KeyUsageDigitalSignature,
		IsCA:                  true,
		BasicConstraintsValid: true,
	}
	made, err := writePair(folder, wanted.Name, template, nil)
	return made, true, err
}

func ensureLeaf(folder string, wanted leaf, issuer pair) (bool, error) {
	template, err := leafTemplate(wanted)
	if err != nil {
		return false, err
	}
	if held, err := readPair(folder, wanted.Name); err == nil && stillGood(held.certificate, template, issuer) {
		return false, nil
	}
	_, err = writePair(folder, wanted.Name, template, &issuer)
	return true, err
}

func leafTemplate(wanted leaf) (*x509.Certificate, error) {
	template := &x509.Certificate{
		Subject:  pkix.Name{CommonName: wanted.CommonName, Organization: wanted.Organizations},
		NotAfter: time.Now().Add(365 * day),
		DNSNames: wanted.DNSNames,
		KeyUsage: x509.KeyUsageDigitalSignature,
		// Stated, so that no verifier takes the leaf for an authority.
		BasicConstraintsValid: true,
	}
	for _, text := range wanted.IPAddresses {
		address := net.ParseIP(text)
		if address == nil {
			return nil, fmt.Errorf("%q is no IP address", text)
		}
		template.IPAddresses = append(template.IPAddresses, address)
	}
	for _, usage := range wanted.Usages {
		switch usage {
		case "server":
			template.ExtKeyUsage = append(template.ExtKeyUsage, x509.ExtKeyUsageServerAuth)
		case "client":
			template.ExtKeyUsage = append(template.ExtKeyUsage, x509.ExtKeyUsageClientAuth)
		default:
			return nil, fmt.Errorf("%q is no usage: it is \"server\" or \"client\"", usage)
		}
	}
	return template, nil
}

func stillGood(held, wanted *x509.Certificate, issuer pair) bool {
	sameAddresses := slices.EqualFunc(held.IPAddresses, wanted.IPAddresses, func(a, b net.IP) bool { return a.Equal(b) })
	return sameAddresses &&
		time.Until(held.NotAfter) > 30*day &&
		held.CheckSignatureFrom(issuer.certificate) == nil &&
		held.Subject.CommonName == wanted.Subject.CommonName &&
		slices.Equal(held.Subject.Organization, wanted.Subject.Organization) &&
		slices.Equal(held.DNSNames, wanted.DNSNames) &&
		slices.Equal(held.ExtKeyUsage, wanted.ExtKeyUsage)
}

func ensureKey(folder, name string) (bool, error) {
	file := filepath.Join(folder, name+".key")
	key, err := readKey(file)
	if err == nil {
		if _, err := os.Stat(filepath.Join(folder, name+".pub")); err == nil {
			return false, nil
		}
	} else if key, err = newKey(); err != nil {
		return false, err
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return false, err
	}
	if err := writeKey(file, key); err != nil {
		return false, err
	}
	return true, writePEM(filepath.Join(folder, name+".pub"), "PUBLIC KEY", public, 0o644)
}

// writePair signs the template with a new key of its own: by the issuer, or by itself without one.
func writePair(folder, name string, template *x509.Certificate, issuer *pair) (pair, error) {
	key, err := newKey()
	if err != nil {
		return pair{}, err
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return pair{}, err
	}
	template.SerialNumber = serial
	template.NotBefore = time.Now().Add(-backdate)
	if issuer == nil {
		issuer = &pair{certificate: template, key: key}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, issuer.certificate, key.Public(), issuer.key)
	if err != nil {
		return pair{}, err
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return pair{}, err
	}
	// The key first: a certificate whose key is of an earlier one would look complete.
	if err := writeKey(filepath.Join(folder, name+".key"), key); err != nil {
		return pair{}, err
	}
	err = writePEM(filepath.Join(folder, name+".crt"), "CERTIFICATE", der, 0o644)
	return pair{certificate: certificate, key: key}, err
}

func readPair(folder, name string) (pair, error) {
	block, err := readPEM(filepath.Join(folder, name+".crt"))
	if err != nil {
		return pair{}, err
	}
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return pair{}, err
	}
	key, err := readKey(filepath.Join(folder, name+".key"))
	if err != nil {
		return pair{}, err
	}
	if public, ok := certificate.PublicKey.(*ecdsa.PublicKey); !ok || !public.Equal(key.Public()) {
		return pair{}, errors.New("the key is not that of the certificate")
	}
	return pair{certificate: certificate, key: key}, nil
}

func newKey() (crypto.Signer, error) {
	return ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
}

func readKey(file string) (crypto.Signer, error) {
	block, err := readPEM(file)
	if err != nil {
		return nil, err
	}
	return x509.ParseECPrivateKey(block.Bytes)
}

func writeKey(file string, key crypto.Signer) error {
	private, ok := key.(*ecdsa.PrivateKey)
	if !ok {
		return fmt.Errorf("%T is no ECDSA key", key)
	}
	der, err := x509.MarshalECPrivateKey(private)
	if err != nil {
		return err
	}
	return writePEM(file, "EC PRIVATE KEY", der, 0o600)
}

func readPEM(file string) (*pem.Block, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(content)
	if block == nil {
		return nil, fmt.Errorf("%s holds no PEM block", file)
	}
	return block, nil
}

// writePEM replaces the file in one step, so that a crash leaves the old or the new one whole.
func writePEM(file, kind string, der []byte, mode os.FileMode) error {
	var content bytes.Buffer
	if err := pem.Encode(&content, &pem.Block{Type: kind, Bytes: der}); err != nil {
		return err
	}
	unfinished := fmt.Sprintf("%s.%d", file, os.Getpid())
	if err := os.WriteFile(unfinished, content.Bytes(), mode); err != nil {
		return err
	}
	return os.Rename(unfinished, file)
}
